package paper

import (
	"strconv"

	"cn.halfsky/internal/field"
)

// AuditExtract are lines of the journal between two days, the oldest first, in words.
type AuditExtract struct {
	From, To field.Day
	Lines    []AuditLine
	Left     int // older lines of the time that were too many to print
	Masked   bool
	Proof    string // short form of the journal's newest link when it was printed
	Personal []string
}

// AuditLine is one entry.
type AuditLine struct {
	Seq                      uint64
	At                       field.Moment
	Who, What, About, Reason string
}

// AuditDoc is an extract of the journal, landscape, with room for whoever took it and whoever stood by.
func AuditDoc(s AuditExtract, in Setting) Document {
	c := in.compose(in.Book.T("forms.audit.title"), true)
	if when := c.period(s.From, s.To); when != "" {
		c.Subtitle(c.t("doc.brackets", when))
	}
	c.personal = append(c.personal, s.Personal...)
	c.Note(c.t("forms.audit.whole", len(s.Lines)))
	if s.Left > 0 {
		c.Note(c.t("forms.audit.left", s.Left))
	}
	c.Gap(0.15)
	t := Table{Empty: c.t("doc.empty")}
	for _, col := range []struct {
		key   string
		width float64
	}{{"seq", 0.07}, {"at", 0.18}, {"who", 0.1}, {"verb", 0.17}, {"about", 0.32}, {"reason", 0.16}} {
		t.Columns = append(t.Columns, Column{Title: c.t("audit.col." + col.key), Width: col.width})
	}
	t.Columns[0].Align = Right
	for _, l := range s.Lines {
		at := ""
		if l.At != 0 {
			at = c.shown().Moment(l.At)
		}
		t.Rows = append(t.Rows, []string{strconv.FormatUint(l.Seq, 10), at, l.Who, l.What, l.About, l.Reason})
	}
	c.Table(t)
	c.Note(c.t("forms.audit.proof", s.Proof))
	if s.Masked {
		c.Note(c.t("forms.audit.masked"))
	}
	c.add(blanks{c.t("forms.audit.taker"), c.t("forms.audit.witness"), c.t("forms.day")})
	return c.document()
}
