export * from './clock.ts';
export * from './config.ts';
export * from './copenhagen.ts';
export * from './ids.ts';
export * from './language.ts';
export * from './redact.ts';
export * from './result.ts';
