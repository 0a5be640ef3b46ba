package office

import (
	"context"
	"fmt"
	"slices"
	"time"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
)

const (
	verbCheckRisk = "check-risk"
	verbSeeRisk   = "see-risk"
)

// Checking is what a counsellor answered and decided in a risk check.
type Checking struct {
	Case    field.ID
	Kind    string   // of centre.RiskKind
	Yes, No []string // codes of the kind's questions
	Level   string   // what she decided on
	Reason  string   // needed where the answers suggest high and she decided on less
	Note    string
}

// CheckRisk saves a risk check and puts what it found on its case: the gravest level among the newest checks of each kind. What earlier
// checks by others waited for is done with: a second person has looked. Codes: Denied, Locked, NotFound; field.Problems.
func (o *Office) CheckRisk(ctx context.Context, in Checking) (*centre.RiskCheck, store.Change, error) {
	k := o.New(centre.RiskCheckType).(*centre.RiskCheck)
	k.Case, k.Kind, k.Yes, k.No = in.Case, in.Kind, in.Yes, in.No
	k.Level, k.Reason, k.Note = in.Level, field.Tidy(in.Reason), field.Tidy(in.Note)
	change, err := o.performWriting(ctx, store.Verb{Name: verbCheckRisk}, func(v *verb) error {
		if centre.RiskKind.Term(k.Kind) == nil {
			return field.Problems{{Field: "kind", Say: "problem.riskcheck.kind"}}
		}
		if centre.Risk.Term(k.Level) == nil {
			return field.Problems{{Field: "level", Say: "problem.riskcheck.level"}}
		}
		c, err := store.As[*centre.Case](v.Get(centre.CaseType, k.Case))
		if err != nil {
			return err
		}
		earlier, err := v.checksOf(c.ID)
		if err != nil {
			return err
		}
		k.At, k.By, k.Suggested = v.Now(), v.Me().Name, centre.Suggest(k.Kind, k.Yes, k.No).Level
		k.Due = o.seenUntil(k, earlier)
		if err := v.put(k); err != nil {
			return err
		}
		if err := v.seeAll(earlier); err != nil {
			return err
		}
		c.Risk = centre.CheckedRisk(append(earlier, k))
		return v.Put(c) // not through the decisions: they keep the level from being lowered without a check
	})
	return k, change, err
}

// seenUntil is by when a second person has to see a check; empty for a low one, and for one that finds what was found and seen before.
// The time goes by what the answers suggest where the counsellor decided on less.
func (o *Office) seenUntil(k *centre.RiskCheck, earlier []*centre.RiskCheck) field.Moment {
	grave := k.Level
	if centre.Graver(k.Suggested, grave) {
		grave = k.Suggested
	}
	last := centre.LastChecks(earlier)[k.Kind]
	if last != nil && last.Seen != 0 && last.Level == k.Level && !k.Lowered() {
		return 0
	}
	hours := o.RiskHours()
	switch grave {
	case centre.RiskHigh:
		return k.At + field.Moment(time.Duration(hours.High)*time.Hour/time.Millisecond)
	case centre.RiskMiddle:
		return k.At + field.Moment(time.Duration(hours.Middle)*time.Hour/time.Millisecond)
	}
	return 0
}

// SeeRisk notes that the signed-in person has seen a risk check as the second one, and with it every earlier one of the case that waits.
// Whoever made a check cannot be the second person: accounts are compared, not names. Codes: Denied, Locked, NotFound; field.Problems.
func (o *Office) SeeRisk(ctx context.Context, check field.ID) (store.Change, error) {
	return o.performWriting(ctx, store.Verb{Name: verbSeeRisk}, func(v *verb) error { return v.seeRisk(check) })
}

// SeeRiskBeside is SeeRisk by somebody who stands beside the person signed in. Codes besides those: Passphrase.
func (o *Office) SeeRiskBeside(ctx context.Context, check field.ID, who Second) (store.Change, error) {
	return o.beside(ctx, who, verbSeeRisk, centre.MayWrite, func(v *verb) error { return v.seeRisk(check) })
}

func (v *verb) seeRisk(check field.ID) error {
	k, err := store.As[*centre.RiskCheck](v.Get(centre.RiskCheckType, check))
	if err != nil {
		return err
	}
	switch {
	case k.MadeBy == v.Me().ID:
		return field.Problems{{Say: "problem.riskcheck.self"}}
	case !k.Waits():
		return field.Problems{{Say: "problem.riskcheck.seen"}}
	}
	all, err := v.checksOf(k.Case)
	if err != nil {
		return err
	}
	return v.seeAll(slices.DeleteFunc(all, func(x *centre.RiskCheck) bool { return x.At > k.At }))
}

// seeAll marks the checks that wait, and that somebody else made, as seen by the signed-in person.
func (v *verb) seeAll(all []*centre.RiskCheck) error {
	for _, k := range all {
		if !k.Waits() || k.MadeBy == v.Me().ID {
			continue
		}
		k.Seen, k.SeenBy = v.Now(), v.Me().Name
		if err := v.put(k); err != nil {
			return err
		}
	}
	return nil
}

func (v *verb) checksOf(id field.ID) ([]*centre.RiskCheck, error) {
	rs, err := opened(v.Tx, centre.RiskCheckType, partsQuery(centre.RiskCheckType, id, false))
	if err != nil {
		return nil, fmt.Errorf("read risk checks: %w", err)
	}
	out := make([]*centre.RiskCheck, 0, len(rs))
	for _, r := range rs {
		out = append(out, r.(*centre.RiskCheck))
	}
	return out, nil
}

// onlySecond keeps a check from being marked as seen by whoever made it, by whatever way it is saved.
func (v *verb) onlySecond(k *centre.RiskCheck) error {
	if k.Rev == 0 {
		return nil
	}
	before, err := store.As[*centre.RiskCheck](v.Get(centre.RiskCheckType, k.ID))
	if err != nil {
		return fmt.Errorf("compare risk check: %w", err)
	}
	if before.Seen != k.Seen && before.MadeBy == v.Me().ID {
		return field.Problems{{Say: "problem.riskcheck.self"}}
	}
	return nil
}

// prepareCase is what the office decides of a case at a save: its number, its signs of risk; and that a level a check found is not
// lowered by hand. A graver one may be marked by hand, which asks for a check.
func (v *verb) prepareCase(c *centre.Case) error {
	if err := v.numberCase(c); err != nil {
		return err
	}
	if c.Rev == 0 {
		v.watch(c)
		return nil
	}
	before, err := store.As[*centre.Case](v.Get(centre.CaseType, c.ID))
	if err != nil {
		return fmt.Errorf("compare case: %w", err)
	}
	if before.Facts != c.Facts || before.Request != c.Request || before.Matter != c.Matter {
		v.watch(c)
	}
	if !centre.Graver(before.Risk, c.Risk) {
		return nil
	}
	made, err := v.checksOf(c.ID)
	if err != nil {
		return err
	}
	if centre.Graver(centre.CheckedRisk(made), c.Risk) {
		return field.Problems{{Field: "risk", Say: "problem.risk.bycheck"}}
	}
	return nil
}

// watch looks for signs of risk in what a case tells.
func (v *verb) watch(c *centre.Case) {
	watched := c.Watched
	if c.Watch() {
		v.back = append(v.back, func() { c.Watched = watched })
	}
}

// performWriting is performAs for verbs that read and judge before they save: whoever may not write is told that first.
func (o *Office) performWriting(ctx context.Context, as store.Verb, do func(v *verb) error) (store.Change, error) {
	return o.performAs(ctx, as, func(v *verb) error {
		if err := v.need(centre.MayWrite); err != nil {
			return err
		}
		return do(v)
	})
}
