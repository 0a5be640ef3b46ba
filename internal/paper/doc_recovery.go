package paper

import "strconv"

// RecoverySheet is what is printed of a recovery sheet. It holds the secret, so it is laid out, printed or saved and let go.
type RecoverySheet struct {
	ID    string         // by which people tell sheets apart
	Proof string         // short form of the journal's newest link: which folder, in which state, it was made for
	Codes []RecoveryCode // one for a whole sheet, else one for each share
	Need  int            // how many shares are needed
}

// RecoveryCode is one code, a line for each twelve characters, the last of each the check of its line.
type RecoveryCode struct {
	Share int // from 1; 0: the whole sheet
	Lines []string
}

// RecoveryDoc is the recovery sheet, a page for each code. Of persons it names none: who keeps a share is written in by hand, so that
// no name stands beside the centre's in any file.
func RecoveryDoc(s RecoverySheet, in Setting) Document {
	title := in.Book.T("recovery.paper.title")
	c := in.compose(title, false)
	for i, code := range s.Codes {
		if i > 0 {
			c.NewPage()
			c.Title(title)
		}
		c.recovery(s, code)
	}
	return c.document()
}

func (c *composer) recovery(s RecoverySheet, code RecoveryCode) {
	kind, what, keep := c.t("recovery.paper.whole"), "recovery.paper.what", "recovery.paper.keep"
	if code.Share > 0 {
		kind = c.t("recovery.paper.share", strconv.Itoa(code.Share), strconv.Itoa(len(s.Codes)), strconv.Itoa(s.Need))
		what, keep = "recovery.paper.what.share", "recovery.paper.keep.share"
	}
	c.facts(
		Fact{c.t("recovery.paper.centre"), c.Centre},
		Fact{c.t("recovery.paper.number"), c.t("recovery.paper.numbered", s.ID, kind)},
		Fact{c.t("recovery.paper.made"), c.t("recovery.paper.state", c.Book.Day(c.Date.Year(), int(c.Date.Month()), c.Date.Day()), s.Proof)},
	)
	c.Note(c.t(what))
	c.add(coded{code.Lines})
	for _, key := range []string{"recovery.paper.typing", keep, "recovery.paper.use", "recovery.paper.drill", "recovery.paper.void"} {
		c.Note(c.t(key))
	}
	c.add(blanks{c.t("recovery.paper.holder"), c.t("recovery.paper.place")})
	c.add(blanks{c.t("recovery.paper.maker"), c.t("recovery.paper.witness"), c.t("recovery.paper.day")})
}
