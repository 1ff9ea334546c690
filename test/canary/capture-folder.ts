/** Environment variable with the folder in which a run of the tests keeps what was written; set by `global-setup.ts`. */
export const captureFolderVariable = 'WOHER_TEST_CAPTURE';
