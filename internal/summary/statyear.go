package summary

// booksBefore counts the periods of the same span that lie in the year before the one that is asked for, each masked as its own book was.
// There are none for a period that is no span.
func booksBefore(r *StatRecords, ask StatAsk) ([]*Statistics, error) {
	span := ask.Period.SpanOf()
	var out []*Statistics
	if span == "" {
		return nil, nil
	}
	for p := PeriodOf(span, ask.Period.UpTo().From); p.From.Before(ask.Period.From); p = PeriodOf(span, p.To.Add(1)) {
		earlier, only := ask, *r
		earlier.Period, only.Cases = p, nil
		for _, x := range r.Cases {
			if p.Holds(basisDay(x, ask.Basis)) {
				only.Cases = append(only.Cases, x)
			}
		}
		c, err := newCounter(r, earlier) // of all records, so that the scopes are the same
		if err != nil {
			return nil, err
		}
		c.r = &only
		c.all()
		c.mask(ThisPeriod)
		out = append(out, c.Statistics)
	}
	return out, nil
}

// hideYear withholds what the year so far would tell of an earlier book of the year: where one of the books before withheld a figure, that
// figure is the year so far without the others. Where several withheld it the year tells only what they come to together, and is
// withheld as long as each of them can only be 1.
func (s *Statistics) hideYear(before []*Statistics) {
	for i := range s.Tables {
		t := &s.Tables[i]
		n := len(t.cells) / int(whens)
		for k := range n {
			year := &t.cells[int(ThisYear)*n+k]
			if year.Hidden || !t.Measures[k%len(t.Measures)].Kept {
				continue
			}
			books, sum := int64(0), int64(0)
			for _, b := range before {
				if c := &b.Tables[i].cells[int(ThisPeriod)*n+k]; c.Hidden && c.Count.Value > 0 {
					books++
					sum += c.Count.Value
				}
			}
			year.Hidden = books == 1 || books > 1 && sum == books
		}
	}
}
