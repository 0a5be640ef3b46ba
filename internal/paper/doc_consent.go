package paper

import "cn.halfsky/internal/centre"

// ConsentForm is what the form of consent needs. It has no member that could hold anything about a person: she fills it in by hand.
type ConsentForm struct {
	Number string // of the case; empty: written in by hand too
	Own    centre.Centre
}

// consentNotice are the points of the notice, in the order of the Personal Information Protection Law 个人信息保护法, article 17.
var consentNotice = []string{"who", "why", "what", "keep", "give", "rights"}

// ConsentDoc is the privacy notice with the form of consent below it, to be filled in and signed by hand.
func ConsentDoc(s ConsentForm, in Setting) Document {
	c := in.compose(in.Book.T("forms.consent.title"), false)
	number := s.Number
	if number == "" {
		number = c.t("forms.blank")
	}
	c.add(numbered{text: c.t("forms.numbered", number)})
	c.add(small{text: c.t("forms.consent.lead", c.Centre)})
	c.add(small{text: c.t("forms.consent.notice"), head: true})
	for i, key := range consentNotice {
		text := c.t("forms.consent." + key)
		if key == "who" {
			text = c.Book.T("forms.consent.who", c.Book.List(filled(c.Centre, s.Own.Address, s.Own.Phone)...))
		}
		c.add(small{text: c.t("forms.point", i+1, text)})
	}
	c.add(small{text: c.t("forms.consent.agree"), head: true})
	c.add(form{
		asked(formLow, c.t("forms.consent.record"), c.t("forms.consent.record.box")),
		asked(formLow, c.t("forms.consent.sensitive"), c.t("forms.consent.sensitive.box")),
		asked(formLow, c.t("forms.consent.recipient"), ""),
		asked(formLow, c.t("forms.consent.purpose"), ""),
		asked(formLow, c.t("forms.consent.withhold"), c.t("forms.consent.withhold.box")),
		asked(formLow, c.t("forms.consent.safeway"), "", c.t("forms.consent.until"), ""),
		asked(formLow, c.t("forms.consent.signed"), "", c.t("forms.day"), ""),
		asked(formLow, c.t("forms.consent.witness"), "", c.t("forms.consent.by"), ""),
		asked(formLow, c.t("forms.consent.withdrawn"), "", c.t("forms.day"), ""),
	})
	c.Note(c.t("forms.consent.copies"))
	return c.document()
}
