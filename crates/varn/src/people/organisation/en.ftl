## Organisation
nav-organisation = Organisation
organisation-heading = Organisation
organisation-lead = Each committee is its own authority and controller. A company is a legal person of its own.
organisation-unit = Part of the organisation
organisation-kind = Kind
unit-kind-municipality = Municipality
unit-kind-executive-board = Executive board
unit-kind-committee = Committee
unit-kind-department = Department
unit-kind-unit = Unit
unit-kind-company = Company
event-unit-created = Unit added
event-person-created = Person added
kind-unit = Part of the organisation
kind-person = Person
organisation-units = Parts of the organisation
organisation-people = People
