/** How large what is put on the table may be. For both halves. */
export const limits = {
  /** Of a file. */
  fileBytes: 20 * 1024 * 1024,
  /** Of a document. */
  pages: 50,
  /** Of a picture before it is made smaller. */
  pixels: 40_000_000,
  /** Of a page as it is sent. */
  pageEdge: 2400,
  pageBytes: 3 * 1024 * 1024,
  pagePixels: 6_000_000,
  /** Of what a browser keeps of all documents, and how many. */
  tableBytes: 80 * 1024 * 1024,
  documents: 20,
  documentsOfOne: 10,
  titleLength: 60,
  textLength: 20_000,
  captionLength: 500,
} as const;
