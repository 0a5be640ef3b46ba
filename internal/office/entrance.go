package office

import "cn.halfsky/internal/store"

// LookAt says what can be told of a folder before anybody signs in: how many people can, and how long the next passphrase has to
// wait.
func LookAt(dir string, o Options) store.Entrance { return store.LookAt(dir, o.filled().store()) }
