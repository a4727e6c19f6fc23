package picture

// UnreadableError is a picture that cannot be shown.
type UnreadableError struct {
	Reason string // in words for who added it
}

func (e *UnreadableError) Error() string { return e.Reason }

// TooLargeError is a picture that is larger than can be shown.
type TooLargeError struct {
	Reason string // in words for who added it
}

func (e *TooLargeError) Error() string { return e.Reason }

func damaged() error {
	return &UnreadableError{"this picture is damaged or cut off; open it in a picture program and save it again"}
}
