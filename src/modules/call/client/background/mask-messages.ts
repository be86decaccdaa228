/** What goes between the page and the worker that finds the person in a picture. */
export type ToMaskWorker = { readonly parts: string } | { readonly frame: ImageBitmap; readonly paceMs: number };
/** The mask's alpha is how surely a pixel is a person. `failed`: this browser cannot. */
export type FromMaskWorker =
  | { readonly is: 'ready' }
  | { readonly is: 'failed' }
  | { readonly is: 'mask'; readonly mask: ImageBitmap };
