Feature: Selling

  What is sold leaves the shelf. A sale is never refused for want of stock: it has happened. What was sold and was not
  there by our books is remembered as missing, until somebody finds out why.

  Background:
    Given the store "North Street" keeps stock

  Scenario: A sale takes from what there is
    Given 10 "Tea" were delivered to "North Street" at 09:00
    When 3 "Tea" are sold at "North Street" at 10:00
    Then it is accepted
    And "North Street" has 7 "Tea"
    And nothing is missing of "Tea" at "North Street"

  Scenario: More is sold than there was
    Given 2 "Tea" were delivered to "North Street" at 09:00
    When 5 "Tea" are sold at "North Street" at 10:00
    Then it is accepted
    And "North Street" has 0 "Tea"
    And 3 "Tea" are missing at "North Street"

  Scenario: A later delivery does not explain what is missing
    Given 5 "Tea" were sold at "North Street" at 09:00
    When 8 "Tea" are delivered to "North Street" at 10:00
    Then "North Street" has 8 "Tea"
    And 5 "Tea" are missing at "North Street"

  Scenario: What is weighed is exact to the last gram
    Given 0.3 "Loose Tea" were delivered to "North Street" at 09:00
    When 0.1 "Loose Tea" are sold at "North Street" at 10:00
    And 0.2 "Loose Tea" are sold at "North Street" at 11:00
    Then "North Street" has 0 "Loose Tea"
    And nothing is missing of "Loose Tea" at "North Street"

  Scenario: Nobody has ever had any
    Then "North Street" has 0 "Unicorns"
    And "Unicorns" at "North Street" never changed

  Scenario Outline: What cannot be a sale is not taken for one
    When <quantity> "Tea" are sold at "North Street" at 10:00
    Then it is refused because of its "quantity"
    And "North Street" has 0 "Tea"

    Examples:
      | quantity         |
      | 0                |
      | -1               |
      | 0.0000000001     |
      | 1000000000000000 |
