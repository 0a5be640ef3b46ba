package exchange

import (
	"encoding/json"

	"cn.halfsky/internal/field"
)

// ObjectPart is Object with only the fields that keep wants.
func ObjectPart(r field.Record, keep func(*field.Spec) bool) json.RawMessage { return object(r, keep) }
