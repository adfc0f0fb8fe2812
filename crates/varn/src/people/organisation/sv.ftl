## Organisation
nav-organisation = Organisation
organisation-heading = Organisation
organisation-lead = Varje nämnd är en egen myndighet och personuppgiftsansvarig. Ett bolag är en egen juridisk person.
organisation-unit = Del av organisationen
organisation-kind = Slag
unit-kind-municipality = Kommun
unit-kind-executive-board = Kommunstyrelse
unit-kind-committee = Nämnd
unit-kind-department = Förvaltning
unit-kind-unit = Enhet
unit-kind-company = Bolag
event-unit-created = Delen lades till
event-person-created = Personen lades till
kind-unit = Del av organisationen
kind-person = Person
organisation-units = Organisationens delar
organisation-people = Personer
