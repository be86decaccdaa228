import type { Language } from '../../../kernel/language.ts';
import { texts } from '../messages.ts';
import type { Topic } from '../topic.ts';

/** What she comes with, so that she need not explain it again. */
export function TopicLine({ topic, language }: { readonly topic: Topic; readonly language: Language }) {
  const t = texts(language).help;
  if (topic.serviceTitle === null) return null;
  return (
    <p class="topic-line">
      {t.about(topic.serviceTitle)}
      {topic.stepNumber !== null && topic.stepTitle !== null ? (
        <>
          <br />
          {t.aboutStep(topic.stepNumber, topic.stepTitle)}
        </>
      ) : null}
    </p>
  );
}
