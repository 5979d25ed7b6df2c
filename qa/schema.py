"""The JSON Schema of the one object that every door returns."""

import json

from qa.contract import AskResponse

__all__ = ["answer_schema"]


def answer_schema() -> str:
    """Return the schema of an answer as JSON text; docs/answer.schema.json holds the same.

    Every key is required: what has a default in the models is written out all the same.
    """
    schema = AskResponse.model_json_schema(by_alias=True, mode="serialization")
    for part in (schema, *schema["$defs"].values()):
        if "properties" in part:
            part["required"] = list(part["properties"])
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
