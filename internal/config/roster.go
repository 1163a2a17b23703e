package config

import "fmt"

// maxRoster is the size in bytes of the largest roster: 100,000 schools take 10 MiB.
const maxRoster = 32 << 20

// ReadRoster returns the bytes of a roster, which is a table. Errors name the file.
func ReadRoster(name string) ([]byte, error) {
	data, err := readUpTo(name, maxRoster)
	switch {
	case err != nil:
		return nil, fmt.Errorf("roster %q: %w", name, err)
	case len(data) > maxRoster:
		return nil, fmt.Errorf("roster %q: larger than %d MiB", name, maxRoster>>20)
	}
	return data, nil
}
