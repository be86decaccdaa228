/** The three words of a conversation between browsers: they vouch for the certificates of each line (keys/). */
import { createKeyAgreement, type WordsState } from './keys/key-agreement.ts';
import type { Fingerprints, Member } from './keys/key-message.ts';
import type { Peer } from './peer.ts';
import type { RoomChannel } from './room-channel.ts';

export type DirectWords = {
  readonly me: Member;
  /** Those who are here now; looked at as often as the line is. */
  readonly look: (peers: readonly Peer[]) => Promise<void>;
  readonly close: () => void;
};

export function createDirectWords(options: {
  readonly me: Member;
  readonly channel: RoomChannel;
  readonly onWords: (words: WordsState) => void;
}): DirectWords {
  const { me } = options;
  const agreement = createKeyAgreement({
    me,
    certificates: true,
    sendTo: (member, text) => void topic.send(text, [Number(member.split('.')[0])]),
    onWords: options.onWords,
  });
  const topic = options.channel.open<string>({
    name: 'keys',
    lane: 'live',
    read: (json) => (typeof json === 'string' ? json : null),
    onMessage: ({ who, seat }, text) => agreement.receive(`${who}.${seat}`, text),
  });
  return {
    me,
    look: async (peers) => {
      const lines = await Promise.all(
        peers.map(
          async ({ person, transport }): Promise<[Member, Fingerprints | null]> => [
            `${person.who}.${person.seat}`,
            (await transport.certificates?.()) ?? null,
          ],
        ),
      );
      agreement.setMembers(new Map(lines));
    },
    close: () => {
      topic.close();
      agreement.close();
    },
  };
}
