package config

import "strconv"

// superuser may change every file anyway.
const superuser = 0

// trusted reports whether a file of owner counts for a process of user: its own files do,
// those of the superuser, and for whoever became the superuser by sudo his own, as in
// git's safe.directory.
func trusted(owner, user int, sudo string) bool {
	if owner == user || owner == superuser {
		return true
	}
	id, err := strconv.Atoi(sudo)
	return user == superuser && err == nil && owner == id
}
