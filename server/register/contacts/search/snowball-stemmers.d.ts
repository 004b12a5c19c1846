declare module 'snowball-stemmers' {
  const stemmers: {
    newStemmer(language: 'swedish' | 'finnish' | 'english'): { stem(word: string): string };
  };
  export default stemmers;
}
