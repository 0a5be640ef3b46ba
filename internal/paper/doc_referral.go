package paper

import (
	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/summary"
)

// ReferralDoc is the slip that goes with a referred case, with the stub the other body sends back. The stub names nobody: the case
// number is enough for whoever sent it.
func ReferralDoc(s summary.ReferralSlip, in Setting) Document {
	c := in.compose(in.Book.T("forms.referral.title"), false)
	if s.Number != "" {
		c.add(numbered{text: c.t("forms.numbered", s.Number)})
	}
	c.slip(s)
	c.Note(c.t("forms.referral.care." + c.careOf(s)))
	c.add(cutline{c.t("forms.cut")})
	c.add(stubTitle{c.t("forms.referral.stub")})
	c.stub(s)
	return c.document()
}

// careOf is how the slip has to be kept: it depends on whether it says anything about anybody.
func (c *composer) careOf(s summary.ReferralSlip) string {
	switch {
	case !s.Tells():
		return "bare"
	case s.Masked:
		return "masked"
	case s.Person.SafeWay == "":
		return "direct"
	}
	return "whole"
}

// slip is the sheet that goes out. What the consent does not cover stays empty.
func (c *composer) slip(s summary.ReferralSlip) {
	name, phone, safe, purpose := "", "", "", ""
	if s.Tells() {
		p := centre.PersonType
		name, phone, safe = c.value(s.Person, p.Field("name")), c.value(s.Person, p.Field("phone")), c.value(s.Person, p.Field("safeway"))
		purpose = s.Purpose
		c.private("referral.purpose", purpose)
		if s.Hushed {
			purpose = c.t("doc.withheld")
		}
	}
	c.add(form{
		asked(formLow, c.t("forms.referral.to"), s.To),
		asked(formLow, c.t("forms.referral.sent"), c.day(s.Sent), c.t("forms.referral.by"), s.By),
		asked(formLow, c.t("forms.referral.replyby"), c.day(s.ReplyBy), c.t("forms.referral.tel"), s.Own.Phone),
		asked(formLow, c.t("forms.referral.person"), name, c.t("forms.referral.phone"), phone),
		asked(formLow, c.t("forms.referral.safeway"), safe),
		asked(formLow, c.t("forms.referral.matter"), c.shown().Path(centre.Matter, s.Matter)),
		asked(formHigh, c.t("forms.referral.purpose"), purpose),
		asked(formLow, c.t("forms.referral.consent"), c.consented(s)),
		asked(formHigh, c.t("forms.referral.seal"), c.Centre, c.t("forms.day"), ""),
	})
}

// consented says what the person agreed to, or why the slip does not name her.
func (c *composer) consented(s summary.ReferralSlip) string {
	switch {
	case s.Cover == summary.Overruled && len(s.Withheld) > 0:
		return c.t("forms.referral.cover.overruled", s.Allowed) + c.t("forms.referral.keptback")
	case s.Cover == summary.Overruled:
		return c.t("forms.referral.cover.overruled", s.Allowed)
	case s.Cover != summary.Covered:
		return c.t("forms.referral.cover." + string(s.Cover))
	}
	way := c.code(centre.ConsentWay, s.Consent.Way)
	text := c.t("forms.referral.agreed", c.day(s.Consent.Given), way)
	if !s.Consent.Expires.IsZero() {
		text = c.t("forms.referral.agreed.until", c.day(s.Consent.Given), way, c.day(s.Consent.Expires))
	}
	if len(s.Withheld) > 0 {
		text += c.t("forms.referral.keptback")
	}
	return text
}

// stub is what comes back.
func (c *composer) stub(s summary.ReferralSlip) {
	c.add(form{
		asked(formLow, c.t("forms.referral.number"), s.Number, c.t("forms.referral.received"), ""),
		asked(formLow, c.t("forms.referral.outcome"), c.t("forms.referral.outcomes")),
		asked(formHigh, c.t("forms.referral.told"), ""),
		asked(formLow, c.t("forms.referral.handler"), "", c.t("forms.referral.tel"), ""),
		asked(formHigh, c.t("forms.referral.seal.theirs"), "", c.t("forms.day"), ""),
	})
	c.Note(c.t("forms.referral.back", c.Book.List(filled(c.Centre, s.Own.Address, s.Own.Phone)...)))
}

// filled are the texts that are not empty.
func filled(texts ...string) (out []string) {
	for _, text := range texts {
		if text != "" {
			out = append(out, text)
		}
	}
	return out
}
