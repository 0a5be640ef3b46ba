// Package internal is the map of the program: what lives where, which way imports run, and what was decided.
//
// # Rooms
//
//	field     what a record type is: keys, kinds, uses, rules, typed access; the value types people write (day, count, fen)
//	centre    the records and their rules, one file per noun
//	law       statutory clocks and calendars
//	rota      duty rota: template and absence, overlaps, gaps, who is free
//	summary   the figures of a period or a programme, as values that know the rows they came from
//	draft     figures into sentences; proof-reading
//	vault     passphrase to keys; seal and open
//	store     the data folder: typed tables, transactions, journal, read model
//	exchange  .xlsx, .csv and .json in and out
//	merge     bundles between stations
//	office    the verbs of the program
//	paper     page model, Chinese typesetting, PDF
//	say       every sentence a person reads
//	ui        the screens; ui/kit builds them from field descriptions
//	fake      believable records for tests, the sample and screenshots
//
// # Decisions
//
//   - Value types (Day, Count, Fen, Moment) live in field, not in centre: a field's kind and its value are one thing, and
//     everything above field needs both. Refused: values in centre, which would have made field import it.
//   - Records are encoded by their field list (text keys), not by struct tags: a field is then described once. Refused: CBOR
//     keyasint tags, 12 % smaller, a second list of fields that has to be kept in step.
package internal
