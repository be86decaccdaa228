// The floor of a call: one page without a library, one WebSocket that passes messages on, one peer connection on each side.
// `/r/NAME` joins at once, and has a field whose letters go over a data channel; with `?hold` the devices and the socket are
// made ready and the call begins when a key is pressed.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';

const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>floor</title><link rel="icon" href="data:,">
<h1>Room</h1><input id="line" aria-label="Line"><output id="live"></output><video id="own" muted autoplay playsinline></video><video id="other" autoplay playsinline muted></video>
<script>
const hold = location.search.includes('hold');
const socket = new WebSocket('ws://' + location.host + location.pathname);
const send = (message) => socket.send(JSON.stringify(message));
const media = navigator.mediaDevices.getUserMedia({ audio: true, video: true });
media.then((stream) => { own.srcObject = stream; own.requestVideoFrameCallback(() => { window.benchReady = performance.now(); }); });
const opened = new Promise((done) => { socket.onopen = done; });
let peer = null;
let data = null;
line.oninput = () => data?.readyState === 'open' && data.send(line.value);
let turn = Promise.resolve();
async function begin(offers) {
  peer = new RTCPeerConnection();
  peer.onicecandidate = ({ candidate }) => candidate && send({ candidate });
  peer.ontrack = ({ track, streams }) => { if (track.kind === 'video') other.srcObject = streams[0]; };
  data = peer.createDataChannel('text', { negotiated: true, id: 0 });
  data.onmessage = ({ data: text }) => { live.textContent = text; };
  const stream = await media;
  for (const track of stream.getTracks()) peer.addTrack(track, stream);
  if (offers) { await peer.setLocalDescription(); send({ description: peer.localDescription }); }
}
async function hear(message) {
  if (message.came && !hold) await begin(true);
  if (message.begin) await begin(false);
  if (message.go) await begin(true);
  if (message.description) {
    if (!peer) await begin(false);
    await peer.setRemoteDescription(message.description);
    if (message.description.type === 'offer') { await peer.setLocalDescription(); send({ description: peer.localDescription }); }
  }
  if (message.candidate) await peer.addIceCandidate(message.candidate);
}
socket.onmessage = ({ data }) => { turn = turn.then(() => hear(JSON.parse(data))); };
Promise.all([opened, media]).then(() => send({ came: true }));
addEventListener('keydown', (event) => { if (event.key === 'n' && event.target !== line) { turn = turn.then(() => hear({ go: true })); } });
</script></html>`;

const server = createServer((_, response) => {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
});
const rooms = new Map<string, Set<WebSocket>>();
new WebSocketServer({ server }).on('connection', (socket, request) => {
  const name = (request.url ?? '').split('?')[0] ?? '';
  const room = rooms.get(name) ?? new Set();
  rooms.set(name, room.add(socket));
  socket.on('message', (data) => {
    for (const other of room) if (other !== socket) other.send(data.toString());
  });
  socket.on('close', () => room.delete(socket));
});
const [, , host = '127.0.0.1', port = '0'] = process.argv;
server.listen(Number(port), host, () =>
  process.stdout.write(`http://localhost:${(server.address() as AddressInfo).port}\n`),
);
