
/* sphinx-policywiki: a word of an article's summary counts for more than one of its text,
 * and for less than one of its title. */
(() => {
  if (typeof Search === "undefined") return;
  const searchText = Search.performTermsSearch;
  const asList = (numbers) => (Array.isArray(numbers) ? numbers : [numbers]);

  const inSummaries = (words) => {
    const index = Search._index;
    const found = new Set();
    for (const word of words)
      if (Object.hasOwn(index.summaryterms, word))
        for (const number of asList(index.summaryterms[word])) found.add(index.docnames[number]);
    return found;
  };

  Search.performTermsSearch = (words, excluded) => {
    const results = searchText(words, excluded);
    if (!Search._index.summaryterms) return results;
    const found = inSummaries(words);
    const weight = (Scorer.term + Scorer.title) / 2;
    for (const result of results)
      if (found.has(result[0])) result[4] = Math.max(result[4], weight);
    return results;
  };
})();
