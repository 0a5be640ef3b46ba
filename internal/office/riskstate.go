package office

import (
	"context"
	"fmt"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// RiskState is all that is known of the danger somebody is in, as her case shows it.
type RiskState struct {
	Checks  []*centre.RiskCheck // the oldest first
	Plan    *centre.SafetyPlan  // nil: none was agreed
	Due     []string            // kinds of check that are still needed; "" for any
	Signs   []centre.Sign       // why
	Waiting *centre.RiskCheck   // the newest that a second person has to see; nil: none
	Own     bool                // the signed-in person made it: somebody else has to see it
	Late    bool                // its time is over
	Seconds []string            // names of those who could be the second person; none: nobody else opens the case
}

// RiskState reads what is known of the danger in a case. Codes: Locked, NotFound.
func (o *Office) RiskState(id field.ID) (RiskState, error) {
	var s RiskState
	c, err := live[*centre.Case](o, centre.CaseType, id)
	if err != nil {
		return s, fmt.Errorf("read risk: %w", err)
	}
	if s.Checks, err = partsOf[*centre.RiskCheck](o, centre.RiskCheckType, id); err != nil {
		return s, fmt.Errorf("read risk: %w", err)
	}
	plans, err := partsOf[*centre.SafetyPlan](o, centre.SafetyPlanType, id)
	if err != nil {
		return s, fmt.Errorf("read risk: %w", err)
	}
	s.Plan, s.Due, s.Signs = centre.Plan(plans), centre.ChecksDue(c, s.Checks), centre.RiskSigns(c)
	for _, k := range s.Checks {
		if k.Waits() {
			s.Waiting, s.Own, s.Late = k, k.MadeBy == o.Me().ID, k.Late(field.MomentOf(o.now()))
		}
	}
	if s.Waiting != nil {
		s.Seconds, err = o.able(c, centre.MayWrite, s.Waiting.MadeBy.String())
	}
	return s, err
}

// NeedsRiskCheck returns the kinds of risk check that a case needs and nobody made; "" stands for any kind. Codes: Locked, NotFound.
func (o *Office) NeedsRiskCheck(c *centre.Case) ([]string, error) {
	made, err := partsOf[*centre.RiskCheck](o, centre.RiskCheckType, c.ID)
	if err != nil {
		return nil, fmt.Errorf("need risk check: %w", err)
	}
	return centre.ChecksDue(c, made), nil
}

// RiskHours are within how many hours by the clock a second person has to see a check.
type RiskHours struct{ High, Middle int }

const (
	riskSetting  = "riskhours"
	verbRiskTime = "set-risk-hours"

	// MostRiskHours is the longest anybody may be left to wait: a week.
	MostRiskHours = 168
)

// ordinaryRiskHours hold where nothing else was decided.
var ordinaryRiskHours = RiskHours{High: 2, Middle: 24}

func (h RiskHours) sound() bool {
	return h.High >= 1 && h.Middle <= MostRiskHours && h.High <= h.Middle
}

// RiskHours are the hours that hold in this folder. A setting that cannot be read, or is unsound, counts for nothing.
func (o *Office) RiskHours() RiskHours {
	h := ordinaryRiskHours
	if ok, err := o.store.Setting(riskSetting, &h); !ok || err != nil || !h.sound() {
		return ordinaryRiskHours
	}
	return h
}

// SetRiskHours decides the hours for everybody. Checks that wait already keep their time. Code: Denied; field.Problems.
func (o *Office) SetRiskHours(ctx context.Context, h RiskHours) error {
	if !h.sound() {
		return fmt.Errorf("set risk hours: %w", field.Problems{{Field: "hours", Say: "problem.risk.hours", Args: []string{fmt.Sprint(MostRiskHours)}}})
	}
	if err := o.allow(ctx, centre.MaySettings, verbRiskTime); err != nil {
		return err
	}
	_, err := o.perform(ctx, verbRiskTime, func(v *verb) error { return v.SetSetting(riskSetting, h) })
	return err
}
