export {
  type ContentProblem,
  contentFingerprint,
  type GuideContent,
  loadGuideContent,
} from './content/load-guide-content.ts';
export { type PreparedContent, prepareGuideContent, writeGuideContent } from './content/write-guide-content.ts';
export { editorRoutes } from './editor-routes.tsx';
export type {
  ComposedFact,
  ComposedLaw,
  ComposedLine,
  ComposedService,
  ComposedSource,
  ComposedStep,
  ComposedStop,
  ComposedText,
} from './publication/compose-service.ts';
export { createGuide, type Guide } from './publication/guide.ts';
export type {
  EditorialState,
  GuideHit,
  GuideSearchAnswer,
  LifeEventOutline,
  Publication,
  ServiceOutline,
} from './publication/publication.ts';
export { reservedPaths } from './reserved-paths.ts';
export { type GuideHooks, guideRoutes } from './routes.tsx';
export type { CounterSign } from './views/front-page.tsx';
