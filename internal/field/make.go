package field

// Option adds something to a field description.
type Option func(*Spec)

// In adds uses to the ordinary ones (form, export, report).
func In(u Use) Option { return func(s *Spec) { s.Uses |= u } }

// Required marks a field that must be filled.
func Required(s *Spec) { s.Required = true }

// Fact marks a field that the program fills in by itself: no line of a form.
func Fact(s *Spec) { s.Uses &^= InForm }

// Silent marks a field that only the program reads: no form, no sheet, no table of others.
func Silent(s *Spec) { s.Uses &^= InForm | InReport | InExport }

// Owner marks the reference to the record this one is a part of.
func Owner(s *Spec) { s.Owner = true }

// Max limits a text to n characters.
func Max(n int) Option { return func(s *Spec) { s.Max = n } }

// Also names headings that other people's tables use for the field.
func Also(headings ...string) Option { return func(s *Spec) { s.Also = append(s.Also, headings...) } }

// Ruled gives the field an own rule for text.
func Ruled(r Rule) Option { return func(s *Spec) { s.Rule = r } }

func make1[R any, T any](key string, k Kind, at func(*R) *T, opts []Option) Spec {
	s := Spec{Key: key, Kind: k, Uses: InForm | InExport | InReport}
	s.at = func(r Record) any { return at(any(r).(*R)) }
	for _, o := range opts {
		o(&s)
	}
	return s
}

// Text describes a one-line text.
func Text[R any](key string, at func(*R) *string, opts ...Option) Spec {
	return make1(key, TextKind, at, opts)
}

// Blob describes the reference to an attached file, as the store makes it. It has no other use: whoever reads it can open the file.
func Blob[R any](key string, at func(*R) *string) Spec {
	s := make1(key, TextKind, at, nil)
	s.Uses = IsBlob
	return s
}

// Long describes a text of several lines.
func Long[R any](key string, at func(*R) *string, opts ...Option) Spec {
	return make1(key, LongKind, at, opts)
}

// Choice describes one code of a vocabulary.
func Choice[R any](key string, v *Vocab, at func(*R) *string, opts ...Option) Spec {
	s := make1(key, ChoiceKind, at, opts)
	s.Vocab = v
	return s
}

// Choices describes several codes of a vocabulary.
func Choices[R any](key string, v *Vocab, at func(*R) *[]string, opts ...Option) Spec {
	s := make1(key, ChoicesKind, at, opts)
	s.Vocab = v
	return s
}

// Date describes a day, a month or a year.
func Date[R any](key string, at func(*R) *Day, opts ...Option) Spec {
	return make1(key, DayKind, at, opts)
}

// Time describes a date with a time of day.
func Time[R any](key string, at func(*R) *Moment, opts ...Option) Spec {
	return make1(key, MomentKind, at, opts)
}

// Number describes a whole number; 0 is the same as empty.
func Number[R any](key string, at func(*R) *int64, opts ...Option) Spec {
	return make1(key, NumberKind, at, opts)
}

// Counted describes a count as people write it; word is the measure word taken when none is written.
func Counted[R any](key, word string, at func(*R) *Count, opts ...Option) Spec {
	s := make1(key, CountKind, at, opts)
	s.Unit = word
	return s
}

// Asked describes a question with yes, no and not asked.
func Asked[R any](key string, at func(*R) *YesNo, opts ...Option) Spec {
	return make1(key, YesNoKind, at, opts)
}

// Money describes an amount in fen.
func Money[R any](key string, at func(*R) *Fen, opts ...Option) Spec {
	return make1(key, MoneyKind, at, opts)
}

// Ref describes a reference to one record of any of the tables.
func Ref[R any](key string, tables []string, at func(*R) *ID, opts ...Option) Spec {
	s := make1(key, RefKind, at, opts)
	s.Tables = tables
	return s
}

// Refs describes references to several records of any of the tables.
func Refs[R any](key string, tables []string, at func(*R) *[]ID, opts ...Option) Spec {
	s := make1(key, RefsKind, at, opts)
	s.Tables = tables
	return s
}
