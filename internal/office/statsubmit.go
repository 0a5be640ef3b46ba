package office

import (
	"bytes"
	"compress/flate"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"strings"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/summary"
)

// A submitted period is kept as a sealed setting of the folder: what was published of it, without any number that was withheld, because
// every account can read a setting. The newest submission of a period stands; that there was another is in the journal.
type submission struct {
	At   field.Moment
	Data []byte // of summary.Freeze, deflated
}

// submissionMost bounds what is read back, bytes: a folder that somebody changed must not fill the memory.
const submissionMost = 64 << 20

// submissionName names the setting of a period: basis and days, and the scope by the beginning of its digest.
func submissionName(p summary.Period, basis, scope string) string {
	name := "stat-" + basis[:1] + "-" + strings.ReplaceAll(p.From.String()+"-"+p.To.String(), "-", "")
	if scope != ScopeAll {
		sum := sha256.Sum256([]byte(scope))
		name += "-" + hex.EncodeToString(sum[:3])
	}
	return name
}

// SubmitStatistics keeps the figures of a period as they are now: what is published of them, with small numbers withheld. From then on
// the period can be reported as submitted. It returns the figures. Code: field.Denied.
func (o *Office) SubmitStatistics(ctx context.Context, r Reporting) (*summary.Statistics, error) {
	const name = "submit-statistics"
	if err := o.allow(ctx, centre.MaySettings, name); err != nil {
		return nil, err
	}
	r.Whole, r.Submitted = false, false
	s, err := o.Statistics(ctx, r)
	if err != nil {
		return nil, fmt.Errorf("submit statistics: %w", err)
	}
	kept, err := s.Freeze()
	if err != nil {
		return nil, err
	}
	var packed bytes.Buffer
	w, err := flate.NewWriter(&packed, flate.BestCompression)
	if err != nil {
		return nil, fmt.Errorf("submit statistics: %w", err)
	}
	if _, err = w.Write(kept); err == nil {
		err = w.Close()
	}
	if err != nil {
		return nil, fmt.Errorf("submit statistics: %w", err)
	}
	setting := submissionName(s.Period, s.Basis, r.Scope)
	_, err = o.performAs(ctx, store.Verb{Name: name}, func(v *verb) error {
		return v.SetSetting(setting, submission{At: field.MomentOf(o.Now()), Data: packed.Bytes()})
	})
	return s, err
}

// SubmittedOn is the day a period was submitted; none when it was not.
func (o *Office) SubmittedOn(r Reporting) field.Day {
	p, err := o.statPeriod(r)
	if err != nil {
		return field.Day{}
	}
	x, ok, err := o.submission(p, r)
	if err != nil || !ok {
		return field.Day{}
	}
	return field.DayOf(x.At.In(o.zone))
}

func (o *Office) submission(p summary.Period, r Reporting) (x submission, ok bool, err error) {
	basis := r.Basis
	if basis == "" {
		basis = summary.BasisRegistered
	}
	ok, err = o.store.Setting(submissionName(p, basis, r.Scope), &x)
	return x, ok, err
}

// asSubmitted is the period as it was submitted, with what has changed since. It is a problem where it was not.
func (o *Office) asSubmitted(r Reporting, now *summary.Statistics) (*summary.Statistics, error) {
	x, ok, err := o.submission(now.Period, r)
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, field.Problems{{Field: "submitted", Say: "stat.problem.submitted"}}
	}
	kept, err := io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(x.Data)), submissionMost))
	if err != nil {
		return nil, fmt.Errorf("read submitted statistics: %w", field.Damaged)
	}
	s, err := summary.Thaw(kept)
	if err != nil {
		return nil, err
	}
	s.Submitted, s.Changes = field.DayOf(x.At.In(o.zone)), now.ChangedSince(s)
	return s, nil
}
