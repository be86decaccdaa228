/** What lives on a page: the socket of a room, and streams of state. */
export { attachRealtime, type Realtime, type RealtimeOptions } from './attach-realtime.ts';
export { createStateStreams, type StateStreamOptions, type StateStreams } from './state-stream.ts';
