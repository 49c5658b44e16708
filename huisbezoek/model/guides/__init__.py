"""Conversation guides and answers as FHIR R4 JSON."""
