package main

import (
	"context"
	"io"
	"path/filepath"
	"strings"

	"github.com/google/uuid"

	"cn.halfsky/internal/office"
	"cn.halfsky/internal/paper"
)

// runSubject writes what is held about one person to a PDF or JSON file, and tells whoever hands it over what to read first.
func runSubject(ctx context.Context, c *call) error {
	if err := c.need("data", "passphrase-file", "id", "out"); err != nil {
		return err
	}
	if err := c.alone(); err != nil {
		return err
	}
	id, err := uuid.Parse(c.id)
	if err != nil {
		return usage("ctl.report.id", c.id)
	}
	form := strings.ToLower(strings.TrimPrefix(filepath.Ext(c.outFile), "."))
	if form != "pdf" && form != "json" {
		return usage("subject.ctl.form", c.outFile)
	}
	if err := c.checkOut(); err != nil {
		return err
	}
	return c.with(func(o *office.Office) error {
		s, err := o.Subject(ctx, id, c.book)
		if err != nil {
			return err
		}
		write := s.WriteJSON
		if form == "pdf" {
			pages, err := s.Document.Layout()
			if err != nil {
				return err
			}
			write = func(w io.Writer) error { return paper.Write(w, pages) }
		}
		reason := strings.TrimSpace(c.because)
		if reason == "" {
			reason = c.book.T("subject.asked")
		}
		if err := o.SubjectLeaves(ctx, s, form, reason); err != nil {
			return err
		}
		if err := writeFile(c.outFile, write); err != nil {
			return err
		}
		c.tellSubject(s)
		return c.printf("%s\n", c.book.T("subject.ctl.made", len(s.Sheet.Parts), c.outFile))
	})
}

// tellSubject says on standard error what is on no paper.
func (c *call) tellSubject(s office.Subject) {
	c.tellTexts("subject.ctl.review", s.Review)
	c.tellTexts("subject.ctl.mentions", s.Mentions)
	if s.Shut > 0 {
		c.complain(c.book.T("subject.ctl.shut", s.Shut), "")
	}
	if len(s.Closed) > 0 {
		var names []string
		for _, sp := range s.Closed {
			names = append(names, c.book.T("space."+string(sp)))
		}
		c.complain(c.book.T("subject.ctl.closed", c.book.List(names...)), "")
	}
	if s.Damaged > 0 {
		c.complain(c.book.T("subject.ctl.damaged", s.Damaged), "")
	}
}

// tellTexts lists where texts stand: table, field, record. It never shows the text.
func (c *call) tellTexts(key string, texts []office.SubjectText) {
	if len(texts) == 0 {
		return
	}
	c.complain(c.book.T(key, len(texts)), "")
	const most = 40
	for _, t := range texts[:min(len(texts), most)] {
		c.complain(c.book.T("subject.ctl.line", c.book.T(t.Type.Table), c.book.T(t.Type.Table+"."+t.Key), t.ID.String()), "")
	}
	if len(texts) > most {
		c.complain(c.book.T("subject.ctl.more", len(texts)-most), "")
	}
}
