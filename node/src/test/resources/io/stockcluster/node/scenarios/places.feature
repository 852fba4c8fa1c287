Feature: Stores and what belongs to them

  Regions have stores, stores have shelves. Stock is kept at some of them; the others are looked through, or lead to the
  one that keeps it.

  Background:
    Given the region "North" keeps no stock of its own
    And the store "North Street" keeps stock, in "North"
    And the store "Harbour" keeps stock, in "North"
    And the shelf "Window" keeps no stock of its own, in "North Street"

  Scenario: A region has what its stores have
    Given 10 "Tea" were delivered to "North Street" at 09:00
    And 2.5 "Tea" were delivered to "Harbour" at 09:00
    Then "North" and all that belongs to it have 12.5 "Tea"
    And "North Street" and all that belongs to it have 10 "Tea"

  Scenario: A sale at a shelf belongs to its store
    When 1 "Tea" is sold at "Window" at 10:00
    Then the till is shown to "North Street"

  Scenario: Nothing can be sold where nobody keeps stock
    When 1 "Tea" is sold at "North" at 10:00
    Then it is refused: nobody keeps stock there

  Scenario: Nothing can be moved to where nobody keeps stock
    Given 10 "Tea" were delivered to "North Street" at 09:00
    When 1 "Tea" is moved from "North Street" to "Window" at 10:00
    Then it is refused: nobody keeps stock there

  Scenario: Nothing can be sold nowhere
    When 1 "Tea" is sold at "Atlantis" at 10:00
    Then it is refused: there is no such place

  Scenario: A store that opens sells at once, and one that closes does not any more
    Given 1 "Tea" is sold at "Window" at 10:00
    And the till is shown to "North Street"
    When the shelf "Window" begins to keep stock, in "North Street"
    And 1 "Tea" is sold at "Window" at 10:00
    Then it is accepted
    And 1 "Tea" is missing at "Window"
    When the place "Window" is closed for good
    And 1 "Tea" is sold at "Window" at 10:00
    Then it is refused: there is no such place
