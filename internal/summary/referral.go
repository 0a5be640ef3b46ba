package summary

import (
	"slices"
	"strings"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// SlipRecords are what a referral slip is made from.
type SlipRecords struct {
	CaseRecords
	Referral field.ID
	Own      *centre.Centre // who sends it; nil: not written down yet
	Names    Names          // of the body it goes to
	On       field.Day      // day of printing
}

// Cover says how far the person's consent reaches on the day of printing.
type Cover string

// What a slip rests on, or what keeps it from naming anybody. Each but Covered and Overruled leaves the case number and nothing of her.
const (
	Covered   Cover = "covered"
	Nameless  Cover = "nameless"  // it was passed on without who she is
	Overruled Cover = "overruled" // no consent covers it, and the person in charge answers for it with a reason
	Nobody    Cover = "nobody"    // the case has no person
	Missing   Cover = "missing"   // the referral names no consent of this case
	Ended     Cover = "ended"     // it is not alive: not begun, run out or withdrawn
	Elsewhere Cover = "elsewhere" // it was given for another recipient
	OtherUse  Cover = "otheruse"  // it permits something else than referrals
)

// ReferralSlip is what the slip of a referral may say. What the consent does not cover is not in it.
type ReferralSlip struct {
	ID       field.ID
	Number   string // of the case
	To       string
	Own      centre.Centre
	Sent     field.Day
	ReplyBy  field.Day
	By       string
	Cover    Cover
	Consent  *centre.Consent // nil where the slip does not tell, or rests on a reason and no consent was ever given
	Person   *centre.Person  // nil where the slip does not tell
	Allowed  string          // who answers for it, where it rests on a reason
	Matter   string
	Purpose  string
	Withheld []string // keys of SlipFields the consent keeps back
	Unclear  bool     // the consent says in words that are not understood what it keeps back: then it is everything
	Masked   bool
	Hushed   bool // masked and sensitive: what happened is taken out
}

// SlipFields are the personal fields a slip can carry, as the consent may name them.
var SlipFields = []string{"name", "phone", "safeway", "matter", "purpose"}

// slipKept are the fields of a slip that go with each code of centre.Kept. What a body knows of her health or family stands in the
// matter and in the purpose, in words that no list covers, so those go.
var slipKept = map[string][]string{
	"name": {"name"}, "phone": {"phone"}, "safeway": {"safeway"}, "unit": {"purpose"}, "health": {"matter", "purpose"}, "family": {"matter", "purpose"},
	"matter": {"matter"}, "facts": {"purpose"}, centre.KeptAll: SlipFields,
}

// Slip makes the slip of one referral of a case; ok is false when the case has no such referral. It names the person only under a
// consent that the referral itself names, that belongs to the case and to her, is alive on the day and was given for the body the case
// goes to; and of her only what that consent does not keep back. When masked, her name and numbers are masked besides, and what happened
// in a sensitive case is left out.
func Slip(r SlipRecords, masked bool) (s ReferralSlip, ok bool) {
	whole := Case(r.CaseRecords, masked)
	i := slices.IndexFunc(whole.Referrals, func(x *centre.Referral) bool { return x.ID == r.Referral })
	if i < 0 {
		return s, false
	}
	x := whole.Referrals[i]
	s = ReferralSlip{
		ID: x.ID, Number: whole.Case.Number, To: r.Names.of(x.To), Sent: x.Sent, ReplyBy: x.ReplyBy, By: x.By, Allowed: x.Allowed, Masked: masked,
	}
	if r.Own != nil {
		s.Own = *r.Own
	}
	s.Cover = r.Cover(x)
	if !s.Tells() {
		return s, true
	}
	s.Person, s.Matter, s.Purpose = whole.Person, whole.Case.Matter, x.Purpose
	if j := slices.IndexFunc(whole.Consents, func(k *centre.Consent) bool { return k.ID == x.Consent }); j >= 0 {
		s.Consent = whole.Consents[j] // what it keeps back holds under a reason too
	}
	s.Hushed = masked && whole.Sensitive
	s.keepBack()
	return s, true
}

// Tells reports whether the slip may say who it is about.
func (s ReferralSlip) Tells() bool { return s.Cover == Covered || s.Cover == Overruled }

// Cover says what a referral of the case rests on, on the day: whether the consent it names reaches the body it goes to.
func (r SlipRecords) Cover(x *centre.Referral) Cover {
	if x.Nameless == field.Yes {
		return Nameless
	}
	if r.Person == nil {
		return Nobody
	}
	cover := Missing
	for _, k := range r.Consents {
		if k.ID == x.Consent {
			cover = r.reach(k, r.Names.of(x.To))
		}
	}
	if cover != Covered && x.Override != "" {
		return Overruled
	}
	return cover
}

// reach says whether a consent reaches a body.
func (r SlipRecords) reach(k *centre.Consent, to string) Cover {
	switch {
	case k.Person != (field.ID{}) && k.Person != r.Person.ID:
		return Missing
	case !k.Alive(r.On):
		return Ended
	case !sameBody(k.Recipient, to):
		return Elsewhere
	case !k.Permits(centre.UseReferral):
		return OtherUse
	}
	return Covered
}

// Reaching returns the consent of the case that reaches a body on the day; of several the newest. It is nil where there is none.
func (r SlipRecords) Reaching(to string) (best *centre.Consent) {
	if r.Person == nil {
		return nil
	}
	for _, k := range r.Consents {
		if r.reach(k, to) == Covered && (best == nil || !k.Given.Before(best.Given)) {
			best = k
		}
	}
	return best
}

// sameBody compares the recipient of a consent, as somebody wrote it, with the name of a registered body: one holds the other.
func sameBody(written, name string) bool {
	a, b := field.Fold(written), field.Fold(name)
	return a != "" && b != "" && (strings.Contains(a, b) || strings.Contains(b, a))
}

// keepBack empties what the consent keeps back, and hides it where it stands in the purpose.
func (s *ReferralSlip) keepBack() {
	if s.Consent == nil {
		return
	}
	codes, unclear := KeptBack(s.Consent)
	s.Unclear = unclear
	her := *s.Person
	for _, code := range codes {
		for _, key := range slipKept[code] {
			s.take(key)
		}
	}
	if len(codes) == 0 {
		return
	}
	if slices.Contains(codes, centre.KeptName) && her.Name != "" {
		s.Purpose = strings.ReplaceAll(s.Purpose, her.Name, hidden)
	}
	s.Purpose = hiderOf(&her).Replace(s.Purpose)
}

// take takes one field of SlipFields off the slip.
func (s *ReferralSlip) take(key string) {
	if slices.Contains(s.Withheld, key) {
		return
	}
	s.Withheld = append(s.Withheld, key)
	switch key {
	case "name":
		s.Person.Name = ""
	case "phone":
		s.Person.Phone = ""
	case "safeway":
		s.Person.SafeWay = ""
	case "matter":
		s.Matter = ""
	case "purpose":
		s.Purpose = ""
	}
}

// JSON returns what the slip is about as plain data. It names nobody.
func (s ReferralSlip) JSON() map[string]any {
	return map[string]any{
		"report": "referral", "id": s.ID.String(), "number": s.Number, "to": s.To, "sent": s.Sent.String(), "replyby": s.ReplyBy.String(),
		"cover": string(s.Cover), "withheld": texts(s.Withheld), "unclear": s.Unclear, "figures": []any{},
	}
}
