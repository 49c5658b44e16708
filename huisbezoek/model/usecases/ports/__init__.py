"""What the use cases need of the outside world, one file of protocols per subject."""
