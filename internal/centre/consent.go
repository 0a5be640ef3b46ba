package centre

import (
	"slices"

	"cn.halfsky/internal/field"
)

// ConsentWay is how a consent was given.
var ConsentWay = field.Words("consentway", "written", "spoken", "online", "guardian")

// Kept names what a consent keeps back. Its codes are those of the parts a paper can leave out; everything is all of them.
var Kept = field.Words("kept", KeptName, "phone", "safeway", "identity", "address", "unit", "health", "family", "matter", "facts", KeptAll)

// The codes of Kept that the program itself speaks of.
const (
	KeptName = "name"
	KeptAll  = "all"
)

// ConsentUse is what a consent permits to be done with what it is about.
var ConsentUse = field.Words("consentuse", UseReferral, UsePrint, UseExport, "publicity")

// The uses the program itself asks a consent for.
const (
	UseReferral = "referral" // pass the case on to another body
	UsePrint    = "print"    // hand out papers that name her
	UseExport   = "export"   // write records that name her into a file
)

// Consent is a person's permission to pass something on 同意书 (个人信息保护法 arts 14, 23, 29). Without a living one nothing that names her
// leaves the centre.
type Consent struct {
	field.Meta
	Case      field.ID
	Person    field.ID
	Purpose   string
	Recipient string
	Uses      []string // of ConsentUse; none: as consents were taken down before they were asked for, see Permits
	Kept      []string // what must not be passed on, ticked
	Withhold  string   // the same in words: see summary.KeptBack
	Way       string
	Witness   string
	Given     field.Day
	Expires   field.Day
	Withdrawn field.Day
}

// ConsentType describes consents.
var ConsentType = &field.Type{
	Table: "consent", Code: 42, Schema: 1, Space: field.Cases, Title: []string{"purpose", "recipient"},
	New: func() field.Record { return &Consent{} },
	Fields: []field.Spec{
		field.Ref("case", []string{"case"}, func(c *Consent) *field.ID { return &c.Case }, field.Owner, field.Required),
		field.Ref("person", []string{"person"}, func(c *Consent) *field.ID { return &c.Person }, field.In(field.InList|field.IsPrivate)),
		field.Text("purpose", func(c *Consent) *string { return &c.Purpose }, field.Required, field.In(field.InList)),
		field.Text("recipient", func(c *Consent) *string { return &c.Recipient }, field.Required, field.In(field.InList|field.InSearch)),
		field.Choices("uses", ConsentUse, func(c *Consent) *[]string { return &c.Uses }),
		field.Choices("kept", Kept, func(c *Consent) *[]string { return &c.Kept }, field.In(field.InList)),
		field.Text("withhold", func(c *Consent) *string { return &c.Withhold }),
		field.Choice("way", ConsentWay, func(c *Consent) *string { return &c.Way }, field.Required, field.In(field.InList)),
		field.Text("witness", func(c *Consent) *string { return &c.Witness }, field.Max(50)),
		field.Date("given", func(c *Consent) *field.Day { return &c.Given }, field.Required, field.In(field.InList)),
		field.Date("expires", func(c *Consent) *field.Day { return &c.Expires }, field.In(field.InList)),
		field.Date("withdrawn", func(c *Consent) *field.Day { return &c.Withdrawn }, field.In(field.InList)),
	},
}

// Type returns ConsentType.
func (c *Consent) Type() *field.Type { return ConsentType }

// Check returns what has to be mended.
func (c *Consent) Check() field.Problems {
	ps := append(ConsentType.Check(c), inOrder("expires", c.Given, c.Expires)...)
	return append(ps, inOrder("withdrawn", c.Given, c.Withdrawn)...)
}

// Alive reports whether the consent holds on the day.
func (c *Consent) Alive(on field.Day) bool {
	return !c.Given.IsZero() && !on.Before(c.Given) && (c.Expires.IsZero() || !c.Expires.Before(on)) && (c.Withdrawn.IsZero() || on.Before(c.Withdrawn))
}

// Permits reports whether the consent is for such a use. One that names no use is for whatever its purpose says, and for nothing that
// makes her public.
func (c *Consent) Permits(use string) bool {
	return slices.Contains(c.Uses, use) || len(c.Uses) == 0 && use != "publicity"
}
