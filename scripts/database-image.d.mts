export function databaseImage(): Promise<string>;
