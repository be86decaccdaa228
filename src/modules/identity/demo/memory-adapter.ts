import type { Adapter, AdapterPayload } from 'oidc-provider';

type Kept = { readonly payload: AdapterPayload; readonly until: number };
/** A demonstration never has this many logins open; past it the oldest go first. */
const most = 2_000;

/** Keeps what the demonstration provider must remember for some minutes, in this process alone. */
export function createMemoryAdapter(now: () => number): new (model: string) => Adapter {
  const kept = new Map<string, Kept>();
  const uids = new Map<string, string>();
  const read = (key: string): AdapterPayload | undefined => {
    const found = kept.get(key);
    if (found && found.until > now()) return found.payload;
    kept.delete(key);
    return undefined;
  };

  return class MemoryAdapter implements Adapter {
    readonly #model: string;
    constructor(model: string) {
      this.#model = model;
    }
    #key(id: string): string {
      return `${this.#model} ${id}`;
    }
    async upsert(id: string, payload: AdapterPayload, expiresIn: number): Promise<void> {
      const key = this.#key(id);
      kept.delete(key);
      kept.set(key, { payload, until: now() + expiresIn * 1000 });
      if (payload.uid) uids.set(payload.uid, id);
      for (const [oldest, { payload: old }] of kept) {
        if (kept.size <= most) break;
        kept.delete(oldest);
        if (old.uid) uids.delete(old.uid);
      }
    }
    async find(id: string): Promise<AdapterPayload | undefined> {
      return read(this.#key(id));
    }
    async findByUid(uid: string): Promise<AdapterPayload | undefined> {
      const id = uids.get(uid);
      return id === undefined ? undefined : this.find(id);
    }
    async findByUserCode(): Promise<undefined> {
      return undefined;
    }
    async consume(id: string): Promise<void> {
      const payload = read(this.#key(id));
      if (payload) payload.consumed = Math.floor(now() / 1000);
    }
    async destroy(id: string): Promise<void> {
      kept.delete(this.#key(id));
    }
    async revokeByGrantId(grantId: string): Promise<void> {
      for (const [key, { payload }] of kept) if (payload.grantId === grantId) kept.delete(key);
    }
  };
}
