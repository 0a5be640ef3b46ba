package office

import (
	"errors"
	"fmt"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// placeAttachment puts an attachment into the space of the record it belongs to: a photo of a restricted case is for those who may
// open that case.
func (v *verb) placeAttachment(a *centre.Attachment) error {
	owner, err := ownerOf(v.Tx, a.Owner)
	if err != nil {
		return fmt.Errorf("place attachment: %w", err)
	}
	space := owner.Base().Space
	if space == "" {
		space = owner.Type().Space
	}
	if space == centre.AttachmentType.Space {
		space = ""
	}
	fill(v, &a.Space, space)
	return nil
}

// ownerOf returns the record an attachment belongs to. Codes: NotFound, also for one that is deleted; Locked.
func ownerOf(from reader, id field.ID) (field.Record, error) {
	for _, table := range centre.AttachmentType.Owner().Tables {
		r, err := from.Get(centre.TypeOf(table), id)
		if errors.Is(err, field.NotFound) {
			continue
		}
		if err == nil && r.Base().Gone != 0 {
			err = field.NotFound
		}
		if err != nil {
			return nil, fmt.Errorf("find owner: %w", err)
		}
		return r, nil
	}
	return nil, fmt.Errorf("find owner: %w", field.NotFound)
}
