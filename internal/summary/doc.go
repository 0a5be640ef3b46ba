// Package summary makes the figures of a programme, an event, a case, a rota or a ledger, as values that know the rows they
// came from.
//
// It is pure and wordless: what a figure is called is a say key, what is said about it is draft's business, and how it looks
// is paper's. Nothing here adds what may not be added: a total stands only over counts of one key, one role and one measure
// word, so that two groups of six who have nothing to do with each other never become a dozen. A count that nobody took is
// "not counted", never 0.
package summary
