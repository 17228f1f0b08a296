// Pages in the language of the search page come first.
const searchInChinese = document.documentElement.lang.startsWith("zh");
var Scorer = {
  score: ([name, , , , score]) => score + (/(^|\/)zh\//.test(name) === searchInChinese ? 0 : -100),
  objNameMatch: 11,
  objPartialMatch: 6,
  objPrio: { 0: 15, 1: 5, 2: -5 },
  objPrioDefault: 0,
  title: 15,
  partialTitle: 7,
  term: 5,
  partialTerm: 2,
};
