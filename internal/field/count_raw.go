package field

// Raw returns the count as plain data for JSON: value, qualifier, unit, known, and written when it was written another way.
// It is nil for a count that is empty.
func (c Count) Raw() map[string]any {
	if c.IsZero() {
		return nil
	}
	return c.raw()
}
