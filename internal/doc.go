// Package internal is the map of the program: what lives where, which way imports run, and what was decided.
//
// # Rooms
//
// Imports run one way: a room may use those above it in this list, within what internal/houserules allows it.
//
//	field          what a record type is: keys, kinds, uses, rules, typed access; the value types people write (day, count, fen)
//	say            every sentence a person reads, by key and language
//	vault          passphrase to keys; seal and open
//	centre         the records and their rules, one file per noun; a field's value in words
//	law            statutory clocks and calendars: rules as data, pure functions
//	rota           duty rota: template and absence, overlaps, gaps, who is free
//	summary        the figures of a programme, a case, a week, a ledger, as values that know the rows they came from
//	draft          figures into sentences; proof-reading
//	exchange       .xlsx, .csv and .json in and out: a plan first, that accounts for every cell
//	picture        photos and scans: recognised, turned upright, copied without what they say of place and time
//	printer        finished pages to the printers of the computer: lp, or what Windows has
//	merge          versions of a record from two desks, field by field
//	store          the data folder: typed tables in one bbolt file, transactions, journal, read model
//	paper          page model, Chinese typesetting, PDF; the documents (doc_*.go)
//	fake           believable records for tests, the sample and screenshots
//	office         the verbs of the program: one verb, one transaction, one journal entry, one signal
//	ui/early       what the toolkit reads before it starts
//	ui/theme       colours, fonts, sizes
//	ui/kit         table, form, page, history, progress, built from field descriptions
//	ui/*           one package per area: start today cases rota events aid reports registry settings transfer
//	ui             the shell: navigation, search, language, and the fitting of areas to the office
//	houserules     tests only: imports, fields described once, words, lengths, privacy
//	bench          benchmarks beside peers; a module of its own, so that the program does not depend on them
//
// # One record's way
//
// A noun has one file of the same name in centre and fake; verbs of its own are in office; a screen that needs more than kit gives
// is in its area. Lists, forms, history, search, import, export and merging come from the field list. Adding a field is two lines in
// centre and a label per language; adding a record type is one file, one line in centre.Types and one line of navigation.
//
// # Decisions
//
//   - Value types (Day, Count, Fen, Moment) live in field, not in centre: a field's kind and its value are one thing, and
//     everything above field needs both. Refused: values in centre, which would have made field import it.
//   - Records are encoded by their field list under text keys, not by struct tags: a field is then described once. Refused: CBOR
//     with integer keys, 12 % smaller on disk, a second list of fields to be kept in step.
//   - Records are written and read by a small CBOR codec of our own in store, straight between the field list and the members, for
//     reading a whole table is what an unlock without a cache waits for. Everything else that is CBOR goes through the library, and
//     a fuzz test holds the codec's bytes against it.
//   - A count keeps what was written (2.5万多人次) beside what it means (25000, 多, 人次), because the paper must show the one and
//     totals need the other. A count nobody made is empty and never 0.
//   - Office may use paper: a report is a verb that gathers, lays out and notes in the journal what personal fields it prints, the
//     same for the screen and the command line. Paper still knows no store.
//   - The label of a record, a field or a code is derived (case, case.matter, matter.0502), never stated, so that describing a field
//     cannot forget it; a test looks for each in both languages.
//   - The read model is columns in memory, restored from a sealed cache bound to the newest journal entry, because sorting and
//     filtering 100,000 rows must not be felt. Refused: encrypted index buckets, which were slower and told more.
//   - Row numbers, not ids, are the keys in the data file: they tell an onlooker nothing but how many there are, and keep records in
//     the order they were made. Refused: permuted ids, the same secrecy at half the import speed.
//   - Screen and paper have different files of one face: the toolkit decodes a TrueType face whole on loading, and the PDF needs
//     TrueType. The reasons and figures stand in assets/fonts/README.md.
//   - Lines, tables and charts on paper are set by our own code and only drawn by gofpdf, whose text side loses characters; the
//     bytes it writes are finished by us (exact subsets, text map, bookmarks, metadata).
//   - A document for everybody (bulletin, statistics, programme, event) is made from types that cannot hold a field about a person; a house
//     test walks them. Documents about people list the personal fields they print, and leave only through one verb that notes how.
//   - Small numbers in published tables are withheld with as many others as it takes that none can be worked out from the sums of a
//     report or its year to date; zero is shown, because it tells of nobody. The year to date is
//     withheld too where exactly one of the earlier books of the year withheld the figure, for it would be what the printed ones leave over.
//     Not proved: what books of different spans, or counted by different days, tell together.
//   - An issue of the bulletin that is published is kept as a text of its own, an edition, and printed from it: the names of bodies and
//     the records behind it may change. Refused: locking the records, which would make a slip in an article unmendable.
//   - What is known of a figure in several ways (registered, counted, declared, estimated) is so many readings, each with who and when;
//     the event's own field holds the one in use. Refused: one field per way in the event, which has no room for who and when.
//   - The state of a case is worked out from its decisions and steps by one function and is in no form. Two people end a case: accounts
//     are compared, not names.
//   - A second person approves at the first one's screen by a transaction of her own account: her passphrase, rights and signature, the
//     open store's keys, which are the same for both. Refused: a second session of the folder, whose read model and search would have
//     to be kept apart for one click; signing out and in again, which loses the first one's screen and is not done in practice.
//   - Clocks of a case are records, made and moved in the transaction that saves the key date, step or person they follow from; what
//     somebody overrode or met stays. Refused: computing them whenever they are shown, which no list of 100,000 cases could sort by.
//   - A limit whose first day nobody noted cannot be counted, and no list of clocks would show it. So a case whose matter has a limit by
//     itself says so until the day is on record: on its page, in the list, and on Today for the newest of whoever handles it.
//   - What waits for another on the way, as for the acceptance of a claim, is withdrawn once the award or the suit is on record. Refused:
//     having these meet it, which would count the acceptance late on a day nobody knows.
//   - A step does not meet a clock: what was handed in, and when, is the key date's to say, and a step of representation may be a talk.
//     So the first step after which one of our limits could be met asks for the key date, filled in. Refused: a step that meets clocks by
//     its service; one slip would put a limit to rest.
//   - Two entries of one person are joined by moving every reference to the one that stays; the other points to it and keeps its
//     history. Refused: a third record made of both, which would cut both histories.
//   - What ties the centre to a unit is asked of what the asker can open: a restricted case does not show even as a number.
//   - How the columns of somebody's table are read is remembered by its headings, not by its file name, which changes every month.
//   - Live counts are tallies for a quarter of an hour, a place and a computer, that only that computer writes. Refused: one number on the
//     event, which two laptops would overwrite; a record for every tap, which nobody needs and the journal would keep for ever.
//   - The desk letters of a case number come from the desk's number modulo 23³: three letters can be read over a telephone. Two
//     desks of one station share them once in twelve thousand.
//   - What a person can read is decided by keys, in store; what she may do with it is decided by rights, in office, and a modified program
//     can pass those over. So whatever must not be read has a key of its own, and what rights refuse is noted with a signature.
//   - Sealed texts are filled up by Padmé, in steps of 64 bytes and more, instead of to multiples of 256: an onlooker tells some dozens of
//     lengths instead of some sixteen, and the file is a fifth smaller, because four cases fit a page of it instead of three.
//   - A half-typed form is written to the folder, sealed with its writer's own key, while she types. Refused: keeping it in memory behind
//     the lock, where a power cut takes it and a thief finds it.
//   - An import takes only new rows; rows that differ from what is there are shown and taken when somebody says so.
//   - The window under X11 is built with a copy of GLFW that cmd/check edits: Chinese input loses no saved text and its candidates
//     stand at the caret. Refused: a fork of the module, to be kept; waiting for GLFW; go build -overlay, which the go command does
//     not allow for the module cache.
package internal
