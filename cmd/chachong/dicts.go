package main

import (
	"fmt"

	"chachong/internal/config"
	"chachong/internal/detect"
	"chachong/internal/message"
	"chachong/internal/policy"
)

// readDicts reads the dictionaries of the user, none of which may be an output.
func (a *app) readDicts(files []string, outputs []config.Output) ([]detect.Word, error) {
	var words []detect.Word
	for _, file := range files {
		read, err := config.ReadDict(file)
		if err != nil {
			return nil, a.badDict(err)
		}
		if isOutput(file, outputs) {
			return nil, a.badDict(fmt.Errorf("dictionary %q: is an output of this run", file))
		}
		for _, w := range read {
			words = append(words, detect.Word(w))
		}
	}
	return words, nil
}

// badDict tells what is wrong with a dictionary, in the reader's language.
func (a *app) badDict(err error) error {
	return &failure{
		code: policy.ExitUsage, err: a.inWords(err),
		hint: a.lang.Notice(message.HintDict),
	}
}
