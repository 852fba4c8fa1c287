Feature: Who may do what

  Background:
    Given the store "North Street" keeps stock
    And the store "Harbour" keeps stock

  Scenario: An auditor looks and does not touch
    Given a "Regional Stock Auditor" is at work
    Then "North Street" has 0 "Tea"
    When 1 "Tea" is sold at "North Street" at 10:00
    Then it is refused: that is not allowed
    When 5 "Tea" are counted at "North Street" at 10:00
    Then it is refused: that is not allowed

  Scenario: A stranger does nothing at all
    Given a stranger is at work
    When 1 "Tea" is sold at "North Street" at 10:00
    Then it is refused: nobody knows who that is

  Scenario: A controller of one store is none of another
    Given a "Store Stock Controller" of "Harbour" is at work
    When 1 "Tea" is sold at "Harbour" at 10:00
    Then it is accepted
    When 1 "Tea" is sold at "North Street" at 10:00
    Then it is refused: that is not allowed

  Scenario: A new job is made, and unmade
    Given the job "Night Shift" may "stock:movement:write"
    And a "Night Shift" is at work
    When 1 "Tea" is sold at "North Street" at 10:00
    Then it is accepted
    When the job "Night Shift" may "stock:level:read"
    And 1 "Tea" is sold at "North Street" at 10:00
    Then it is refused: that is not allowed
