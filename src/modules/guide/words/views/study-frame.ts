/** Where the studies live below /redaktion. */
export const studiesPath = '/redaktion/undersoegelser';
/** Where a study is answered, below the municipality. */
export const answerPath = '/undersoegelse';
