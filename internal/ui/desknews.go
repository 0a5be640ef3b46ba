package ui

import (
	"context"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/summary"
)

// Candidates returns what a bulletin can tell of.
func (d *desk) Candidates(c context.Context) ([]office.Candidate, error) {
	all, err := d.office.Candidates(c)
	return all, d.told(err)
}

// DraftArticle words an article from records.
func (d *desk) DraftArticle(issue field.ID, section string, from []field.ID, b *say.Book) (*centre.Article, uint64, error) {
	a, c, err := d.office.DraftArticle(ctx(), issue, section, from, b)
	return a, c.Seq, d.told(err)
}

// ProofIssue reads an issue as a proof-reader does.
func (d *desk) ProofIssue(c context.Context, issue field.ID, b *say.Book) (office.Proofs, error) {
	p, err := d.office.ProofIssue(c, issue, b)
	return p, d.told(err)
}

// RefreshArticle words an article anew.
func (d *desk) RefreshArticle(id field.ID, b *say.Book) (uint64, error) {
	return d.seq(d.office.RefreshArticle(ctx(), id, b))
}

// MendArticle puts one place of an article right.
func (d *desk) MendArticle(id field.ID, m office.Mending) (uint64, error) {
	return d.seq(d.office.MendArticle(ctx(), id, m))
}

// MoveArticle puts an article elsewhere in its issue.
func (d *desk) MoveArticle(id field.ID, m office.Moving) (uint64, error) {
	return d.seq(d.office.MoveArticle(ctx(), id, m))
}

// PublishIssue freezes an issue as an edition.
func (d *desk) PublishIssue(issue field.ID, why string) (uint64, error) {
	return d.seq(d.office.PublishIssue(ctx(), issue, why))
}

// Distribution is whom an issue is sent to.
func (d *desk) Distribution(issue field.ID) ([]summary.Addressee, error) {
	rows, err := d.office.Distribution(issue)
	return rows, d.told(err)
}

// SetDistribution decides whom an issue is sent to.
func (d *desk) SetDistribution(issue field.ID, rows []summary.Addressee) (uint64, error) {
	return d.seq(d.office.SetDistribution(ctx(), issue, rows))
}

// Editions returns the published versions of an issue.
func (d *desk) Editions(issue field.ID) ([]*centre.Edition, error) {
	es, err := d.office.Editions(issue)
	return es, d.told(err)
}
