// Package draft turns figures into the short factual sentences a bulletin prints, and proof-reads text.
//
// It is pure: the same figures in the same language give the same text. Every sentence carries the figures it states and the
// rows they came from; nothing is said that no row says. A number nobody knows is worded without a number, and a count
// nobody took is left out or named as not counted. The patterns stand in say, several for each kind of event; which one is
// taken depends only on the order of the events.
package draft
