export {
  type ContentProblem,
  contentFingerprint,
  type GuideContent,
  loadGuideContent,
} from './content/load-guide-content.ts';
export { type PreparedContent, prepareGuideContent, writeGuideContent } from './content/write-guide-content.ts';
export type { ConsoleOutline } from './desk/console-outline.ts';
export { seedDemonstrationDesk } from './desk/demonstration.ts';
export { deskEditorRoutes } from './desk/editor-routes.tsx';
export { type ConsoleService, consoleRoutes } from './desk/routes.tsx';
export { editingRoutes } from './editing/routes.tsx';
export { editingSweeps } from './editing/sweeps.ts';
export { editorRoutes } from './editor-routes.tsx';
export { embedEditorRoutes } from './embed/editor-routes.tsx';
export { embedRoutes } from './embed/routes.ts';
export { contentUpload, exchangeRoutes } from './exchange/routes.tsx';
export { factRoutes } from './facts/routes.tsx';
export { filmEditorRoutes, filmUpload } from './films/editor-routes.tsx';
export { createFilms, type Films, filmSweeps } from './films/films.ts';
export { loadExampleFilms } from './films/load-example-films.ts';
export { filmRoutes } from './films/routes.tsx';
export type { ChannelHooks } from './inventory/channel-routes.tsx';
export type { ChannelEffect, ChannelRule } from './inventory/channel-rule.ts';
export { isPublicAddress } from './inventory/links/may-connect.ts';
export { inventoryRoutes } from './inventory/routes.tsx';
export { inventorySweeps } from './inventory/sweeps.ts';
export { languageEditorRoutes } from './languages/editor-routes.tsx';
export { languageRoutes } from './languages/routes.tsx';
export type {
  ComposedFact,
  ComposedLaw,
  ComposedLine,
  ComposedQuestion,
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
export { helpedRoutes } from './reading/helped-routes.tsx';
export { readingRoutes } from './reading/reading-routes.tsx';
export { stepsThatFail } from './reading/step-help-store.ts';
export { reservedPaths } from './reserved-paths.ts';
export { type GuideHooks, guideRoutes } from './routes.tsx';
export type { PublishedQuality } from './search/published-quality.ts';
export { readSearchQuality, searchQualityRoutes } from './search/quality-routes.tsx';
export { type HandoverReading, type HandoverService, readHandoverCode } from './takealong/handover-code.ts';
export { handoverServices } from './takealong/handover-services.ts';
export { outcomeName, outcomeWords } from './takealong/outcome-words.ts';
export { type QrPath, qrPath } from './takealong/qr.ts';
export { takeAlongRoutes } from './takealong/routes.tsx';
export { createSendLimit } from './takealong/send-limit.ts';
export { type SendOutcome, sendGuideLink } from './takealong/send-link.ts';
export { takeAlongStaffRoutes } from './takealong/staff-routes.tsx';
export type { CounterSign } from './views/front-page.tsx';
export { countFromMemory, countUses, withoutMarker } from './visits/count-uses.ts';
export { visitRoutes } from './visits/routes.tsx';
export { createVisitCounter, type VisitCounter } from './visits/visit-counter.ts';
export { type VisitFigures, visitFigures, visitStep } from './visits/visit-figures.ts';
export { seedDemonstrationWords } from './words/demonstration.ts';
export { officialWordsIn } from './words/official-words.ts';
export { createQueryLog, type QueryLog } from './words/query-log.ts';
export { wordsEditorRoutes } from './words/routes.ts';
export { type AddressOf, searchedBy, searchOutcomeRoutes } from './words/search-outcome-routes.ts';
export { studyAnswerRoutes } from './words/study-answer-routes.tsx';
export { wordSweeps } from './words/sweeps.ts';
export { createWordsOfGuide } from './words/words-of-guide.ts';
