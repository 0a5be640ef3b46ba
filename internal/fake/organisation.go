package fake

import (
	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// Organisation makes an invented employer.
func (m *Maker) Organisation(with ...func(*centre.Organisation)) *centre.Organisation {
	name, industry := m.employerName()
	women := int64(m.between(8, 900))
	o := &centre.Organisation{
		Name: name, Kind: "employer", Union: field.No, Industry: industry, Nature: pick(m, []string{"private", "private", "foreign", "joint", "state"}),
		Women: exactly(women, "人", field.ByDeclare), Contact: m.womansName(), Phone: m.phone(), Address: m.address(), HasUnion: field.No, Contract: field.No, Special: field.No,
	}
	switch {
	case women < 25:
		o.Size = "u50"
	case women < 150:
		o.Size = "50-299"
	case women < 500:
		o.Size = "300-999"
	default:
		o.Size = "1000+"
	}
	if m.chance(60) {
		o.HasUnion, o.Contract = field.Yes, field.Yes
	}
	if o.HasUnion == field.Yes && m.chance(60) {
		o.Special, o.Signed = field.Yes, m.ago(m.between(30, 900))
		o.Expires = o.Signed.Add(3*365 - 1)
		o.Mutual = exactly(women*4/5, "人", field.BySign)
	}
	return made(m, o, with)
}

// body makes an organisation of which name and kind are facts.
func (m *Maker) body(name, kind string, with ...func(*centre.Organisation)) *centre.Organisation {
	o := &centre.Organisation{Name: name, Kind: kind}
	if kind == "union" {
		o.Union = field.Yes
	}
	return made(m, o, with)
}
