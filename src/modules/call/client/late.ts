/**
 * What a conversation needs once it is there: fetched as one file when the first line is open, so that nothing of it stands
 * before the first picture, and so that the pages' first files are few.
 */
export { createAgreed } from './agreed/agreed.ts';
export { AgreedPanel } from './agreed/agreed-panel.tsx';
export { AgreedAfter } from './agreed/take-away.tsx';
export { CaptionBox } from './captions/caption-box.tsx';
export { CaptionPanel } from './captions/caption-panel.tsx';
export { createDirectWords } from './direct-words.ts';
export { DocumentsPanel } from './documents/documents-panel.tsx';
export { IdentityDesk } from './identity/identity-desk.tsx';
export { IdentityNotice } from './identity/identity-notice.tsx';
export { fingerprintsOf } from './keys/fingerprints.ts';
export { SafetyWords } from './keys/safety-words.tsx';
export { PagePanel } from './page/page-panel.tsx';
export { MoreControls } from './stage/more-controls.tsx';
export { watchSigning } from './stage/watch-signing.ts';
export { KeepText } from './text/keep-text.tsx';
export { WorkTabs } from './work/work-tabs.tsx';
