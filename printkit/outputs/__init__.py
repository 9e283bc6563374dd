"""What a finished issue becomes besides its bundle."""
