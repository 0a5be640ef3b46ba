package fake

import (
	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// Centre makes the record of an invented city centre.
func (m *Maker) Centre(with ...func(*centre.Centre)) *centre.Centre {
	return made(m, &centre.Centre{
		Name: "示例市女职工维权中心", Level: "centre", Code: station, Region: "JS", Phone: "12351", Address: "示例市例会路8号",
		Opened: field.Day{Year: 2008, Month: 3, Date: 6}, Slogan: "有困难，找娘家人",
	}, with)
}
