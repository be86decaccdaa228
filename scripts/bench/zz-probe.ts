import { makeNetworks } from './namespaces.ts';
import { withCalls } from './zz-line.ts';
const networks = makeNetworks();
try {
  await withCalls(networks, '/usr/bin/chromium', async (calls) => {
    const [citizen, desk] = calls.own;
    for (const [n, p] of [['citizen', citizen], ['desk', desk]] as const) p.on('console', (m) => console.log(n, m.text().slice(0, 200)));
    const ms = Number(process.argv[2]);
    if (ms) { networks.cutLine(); await new Promise((d) => setTimeout(d, ms)); networks.mendLine(); } else networks.changeAddress();
    const t = Date.now();
    for (let i = 0; i < 8; i++) {
      await new Promise((d) => setTimeout(d, 3000));
      const look = async (p: any) => p.evaluate(async () => ({ pc: await Promise.all((window as any).pcs.map(async (pc: any) => { if (pc.connectionState === 'closed') return 'closed'; const o: any = { st: pc.connectionState }; for (const r of (await pc.getStats()).values()) { if (r.type === 'outbound-rtp' && r.kind === 'video') o.out = [r.framesSent, r.active, r.targetBitrate, r.qualityLimitationReason]; if (r.type === 'inbound-rtp' && r.kind === 'video') o.inn = [r.framesDecoded, r.framesReceived, r.keyFramesDecoded, r.packetsReceived, r.pliCount]; } o.enc = pc.getSenders().map((x: any) => x.track?.kind + ':' + x.getParameters().encodings?.[0]?.active); return o; })), vis: document.visibilityState, t: performance.now(), f: (window as any).benchLine.frames.filter((x: number) => x > Date.now() - 3000).length, line: document.querySelector('.call-line')?.textContent, h: [...document.querySelectorAll('h1,h2')].map((e) => e.textContent).slice(0, 3).join('|'), v: document.querySelectorAll('video').length, net: navigator.onLine }));
      console.log(((Date.now() - t) / 1000).toFixed(0), 'C', JSON.stringify(await look(citizen)), '\n    D', JSON.stringify(await look(desk)));
    }
  });
} finally { networks.remove(); }
process.exit(0);
