package office

// SaveDraft keeps what the signed-in person typed and did not save, in place of what was kept before; empty text removes it. Nobody
// else can open it. Codes: field.NoSpace, ReadOnly.
func (o *Office) SaveDraft(text []byte) error { return o.store.SaveDraft(text) }

// Draft returns what SaveDraft kept last for the signed-in person; nil when there is none. Code: field.Damaged.
func (o *Office) Draft() ([]byte, error) { return o.store.Draft() }

// SealDraft seals text so that only the signed-in person can open it again, with OpenDraft: for a folder that cannot be written.
func (o *Office) SealDraft(text []byte) []byte { return o.store.SealDraft(text) }

// OpenDraft opens what SealDraft returned. Code: field.Damaged, also when it is another person's.
func (o *Office) OpenDraft(sealed []byte) ([]byte, error) { return o.store.OpenDraft(sealed) }
